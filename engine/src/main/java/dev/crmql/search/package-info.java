/** Asks many accounts at once and merges their rows and their failures into one answer. */
package dev.crmql.search;
