/** Salesforce: a reader of SOQL and the REST resources around it, on the sample records. */
package dev.crmql.sandbox.salesforce;
