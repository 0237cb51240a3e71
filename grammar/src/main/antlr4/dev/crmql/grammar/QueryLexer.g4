/*
 * The words of KQL and DQL. Every text is a list of these words: what neither language has is a word
 * too, so that the parser stops at it and a diagnosis can name it.
 */
lexer grammar QueryLexer;

SELECT  : 'SELECT';
FROM    : 'FROM';
AS      : 'AS';
WHERE   : 'WHERE';
AND     : 'AND';
OR      : 'OR';
NOT     : 'NOT';
LIKE    : 'LIKE';
ESCAPE  : 'ESCAPE';
IN      : 'IN';
IS      : 'IS';
NULL    : 'NULL';
TRUE    : 'TRUE';
FALSE   : 'FALSE';
ORDER   : 'ORDER';
BY      : 'BY';
ASC     : 'ASC';
DESC    : 'DESC';
LIMIT   : 'LIMIT';
OFFSET  : 'OFFSET';

EQUAL            : '=';
NOT_EQUAL        : '!=' | '<>';
LESS             : '<';
LESS_OR_EQUAL    : '<=';
GREATER          : '>';
GREATER_OR_EQUAL : '>=';

STAR      : '*';
COMMA     : ',';
DOT       : '.';
OPEN      : '(';
CLOSE     : ')';
PLUS      : '+';
MINUS     : '-';
SEMICOLON : ';';

INTEGER : DIGITS;
DECIMAL : (DIGITS ('.' DIGITS?)? | '.' DIGITS) ([eE] [+\-]? DIGITS)?;

// SQL-92 doubles a quote that is part of the text, and so with delimited names.
TEXT           : '\'' (~'\'' | '\'\'')* '\'';
DELIMITED_NAME : '"' (~'"' | '""')* '"';
PARAMETER      : ':' LETTER (LETTER | DIGIT)*;

// None of the following is accepted by any rule of the parsers.

// A keyword in another case than upper: SQL would read it as the keyword, so it can't be a name.
MISCASED_KEYWORD
    options { caseInsensitive = true; }
    : ('SELECT' | 'FROM' | 'AS' | 'WHERE' | 'AND' | 'OR' | 'NOT' | 'LIKE' | 'ESCAPE' | 'IN' | 'IS' | 'NULL'
    | 'TRUE' | 'FALSE' | 'ORDER' | 'BY' | 'ASC' | 'DESC' | 'LIMIT' | 'OFFSET')
    ;

// In SQL these stand before the first property, where they would else be read as a property with an alias.
QUANTIFIER
    options { caseInsensitive = true; }
    : 'DISTINCT' | 'ALL'
    ;

// Other words of SQL. In upper case only, since Case and Group are object types of Salesforce.
SQL_WORD
    : 'ANY' | 'BETWEEN' | 'CASE' | 'CROSS' | 'ELSE' | 'END' | 'EXCEPT' | 'EXISTS' | 'FETCH' | 'FOR' | 'FULL'
    | 'GROUP' | 'HAVING' | 'INNER' | 'INTERSECT' | 'INTO' | 'JOIN' | 'LEFT' | 'NATURAL' | 'ON' | 'OUTER'
    | 'RIGHT' | 'SOME' | 'THEN' | 'UNION' | 'USING' | 'VALUES' | 'WHEN' | 'WITH'
    ;

DOUBLE_EQUAL       : '==';
ARITHMETIC         : '/' | '%' | '||' | '^';
COMMENT            : '--' | '/*';
DIGIT_FIRST_NAME   : DIGIT (LETTER | DIGIT)*;
UNCLOSED_TEXT      : '\'' (~'\'' | '\'\'')*;
UNCLOSED_NAME      : '"' (~'"' | '""')*;
FOREIGN_CHARACTERS : [\u007F-\u{10FFFF}]+;

NAME : LETTER (LETTER | DIGIT)*;

BLANK : [ \t\r\n]+ -> skip;

UNEXPECTED_CHARACTER : .;

fragment DIGITS : DIGIT+;
fragment DIGIT  : [0-9];
fragment LETTER : [A-Za-z_];
