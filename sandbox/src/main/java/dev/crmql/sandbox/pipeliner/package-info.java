/** The emulated Pipeliner CRM: REST API v100, filters as query parameters, answered from H2. */
package dev.crmql.sandbox.pipeliner;
