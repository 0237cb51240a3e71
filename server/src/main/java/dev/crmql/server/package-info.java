/** Everything wired: the command line and the search endpoint over HTTP. */
package dev.crmql.server;
