/** Emulated CRM services over real HTTP on loopback, for demonstrations and tests. */
package dev.crmql.sandbox;
