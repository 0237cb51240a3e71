/** The languages: from text to the query tree, and back. */
package dev.crmql.language;
