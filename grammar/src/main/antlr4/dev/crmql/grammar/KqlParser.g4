/* KQL: a subset of SQL-92 for every service. */
parser grammar KqlParser;

import QueryRules;

options {
    tokenVocab = QueryLexer;
    superClass = StreamingParser;
}

query
    : SELECT selection FROM source
      (WHERE condition)?
      (ORDER BY sortItem (COMMA sortItem)*)?
      (LIMIT limit = INTEGER)?
      (OFFSET offset = INTEGER)?
      SEMICOLON? EOF
    ;

factor
    : not = NOT factor
    | OPEN condition CLOSE
    | predicate
    ;

predicate
    : path
      ( operator = (EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) value
      | not = NOT?
        ( LIKE pattern = TEXT (ESCAPE escape = TEXT)?
        | in = IN OPEN value (COMMA value)* CLOSE
        )
      | IS not = NOT? NULL
      )
    ;
