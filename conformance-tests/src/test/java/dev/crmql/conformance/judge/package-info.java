/** Programs of others judge what services are sent, also where values and names are hostile. */
package dev.crmql.conformance.judge;
