package dev.crmql.conformance.judge;

import java.util.List;

/**
 * What a service understands of a request.
 *
 * @param shape everything but the text that values hold, for which a question mark stands
 * @param texts the text that values hold, as the service reads it, in the request's order
 */
record Reading(String shape, List<String> texts) {}
