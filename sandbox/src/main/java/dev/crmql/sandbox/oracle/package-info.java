/** Oracle Sales Cloud: a reader of row-match queries and the collections around it. */
package dev.crmql.sandbox.oracle;
