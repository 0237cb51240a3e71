/* DQL: the smaller language for Dynamics. */
parser grammar DqlParser;

import QueryRules;

options {
    tokenVocab = QueryLexer;
    superClass = StreamingParser;
}

query
    : SELECT selection FROM source
      (WHERE condition)?
      (ORDER BY sortItem (COMMA sortItem)*)?
      SEMICOLON? EOF
    ;

factor
    : OPEN condition CLOSE
    | predicate
    ;

predicate
    : path
      ( operator = (EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) value
      | LIKE pattern = TEXT (ESCAPE escape = TEXT)?
      )
    ;
