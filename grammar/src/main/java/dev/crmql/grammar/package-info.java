/** The grammars of KQL and DQL and the parsers that ANTLR makes of them. */
package dev.crmql.grammar;
