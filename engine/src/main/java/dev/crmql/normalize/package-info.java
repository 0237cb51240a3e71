/** Brings a query to the one form that compilers and the evaluator read. */
package dev.crmql.normalize;
