/** Zoho CRM: a reader of COQL and the resources around it, on the sample records. */
package dev.crmql.sandbox.zoho;
