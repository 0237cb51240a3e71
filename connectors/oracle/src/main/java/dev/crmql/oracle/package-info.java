/** KQL on the REST API of Oracle Sales, in row-match queries. */
package dev.crmql.oracle;
