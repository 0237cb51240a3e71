package dev.crmql.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One record that was found.
 *
 * @param accountId the account that it was found in
 * @param type its object type, as the service calls it
 * @param unifiedType its unified type, if it has one
 * @param id its id, as the service has it
 * @param raw the record as the service gave it, with what was asked for
 */
public record SearchObject(
    String accountId, String type, Optional<UnifiedType> unifiedType, String id, ObjectNode raw) {}
