/** What passes between the HTTP front and an emulated service: requests and answers. */
package dev.crmql.sandbox.http;
