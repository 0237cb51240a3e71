/*
 * The rules that KQL and DQL share. One word of look-ahead decides everywhere, so that the generated
 * parsers never search.
 */
parser grammar QueryRules;

selection
    : STAR
    | selectItem (COMMA selectItem)*
    ;

selectItem
    : (path | literal) (AS? alias = (NAME | DELIMITED_NAME))?
    ;

path
    : (NAME | DELIMITED_NAME) (DOT (NAME | DELIMITED_NAME))*
    ;

literal
    : TEXT
    | (PLUS | MINUS)? (INTEGER | DECIMAL)
    | TRUE
    | FALSE
    | NULL
    ;

source
    : objectType = (NAME | DELIMITED_NAME) (AS? alias = (NAME | DELIMITED_NAME))?
    ;

condition
    : conjunction (OR conjunction)*
    ;

conjunction
    : factor (AND factor)*
    ;

value
    : TEXT
    | (PLUS | MINUS)? (INTEGER | DECIMAL)
    | TRUE
    | FALSE
    | PARAMETER
    ;

sortItem
    : path (ASC | DESC)?
    ;
