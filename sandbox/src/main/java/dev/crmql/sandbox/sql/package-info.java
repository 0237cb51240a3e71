/** What emulators share that read SQL-like text or ask the database: tokens, conditions, SQL. */
package dev.crmql.sandbox.sql;
