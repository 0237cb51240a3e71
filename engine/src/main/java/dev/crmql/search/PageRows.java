package dev.crmql.search;

import dev.crmql.spi.Connector;
import dev.crmql.spi.Plan;
import java.util.Optional;

/**
 * What one account can give to a page.
 *
 * @param account the account
 * @param connector its service
 * @param plan how it was asked
 * @param from where its rows went on
 * @param page its next rows
 * @param sorted the same rows with the query that sorts them; empty for an order of the service's
 *     own
 */
record PageRows(
    Account account,
    Connector connector,
    Plan plan,
    Place from,
    AccountPage page,
    Optional<AccountRows> sorted) {}
