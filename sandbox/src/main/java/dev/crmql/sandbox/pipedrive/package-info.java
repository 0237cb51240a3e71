/** The emulated Pipedrive: v2 lists and search, v1 leads, fields and saved filters, on H2. */
package dev.crmql.sandbox.pipedrive;
