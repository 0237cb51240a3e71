/** Access tokens by OAuth 2 (RFC 6749): got, cached, renewed, and rotated refresh tokens kept. */
package dev.crmql.oauth;
