/** The sandbox's made-up records, and the tables and the embedded database that hold them. */
package dev.crmql.sandbox.data;
