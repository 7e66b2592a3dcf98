package io.stockrelay.platform.broker;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.security.AuthorizationMap;
import org.jspecify.annotations.Nullable;

/**
 * What each account may do on the embedded broker. Other systems may send to every queue but our own, and read none: a
 * webhook that waits on the broker was let in by its signature, so nobody may put one there by hand.
 *
 * <p>ActiveMQ's own map joins the rights of all entries that match, so that an exception can only ever add to them.
 */
final class BrokerAccess implements AuthorizationMap {

    static final String SERVICES = "services";
    static final String CLIENTS = "clients";

    private static final Set<Object> SERVICES_ONLY = Set.of(new GroupPrincipal(SERVICES));
    /** The service account is in both groups. */
    private static final Set<Object> EVERYBODY = Set.of(new GroupPrincipal(CLIENTS));

    /** Queues of ours: webhooks that wait, and what the broker gives up on. */
    private static final Set<String> OWN_QUEUES = Set.of("webhooks.", "ActiveMQ.");

    private static final String ADVISORIES = "ActiveMQ.Advisory.";

    @Override
    public Set<?> getReadACLs(ActiveMQDestination destination) {
        return common(destination, each -> isAdvisory(each) ? EVERYBODY : SERVICES_ONLY);
    }

    @Override
    public Set<?> getWriteACLs(ActiveMQDestination destination) {
        return common(destination, each -> isAdvisory(each) || isOpen(each) ? EVERYBODY : SERVICES_ONLY);
    }

    /** Who may send may also make the queue, before the route that reads it exists: nothing sent is refused. */
    @Override
    public Set<?> getAdminACLs(ActiveMQDestination destination) {
        return getWriteACLs(destination);
    }

    /** Null: whoever is signed in. */
    @Override
    public @Nullable Set<?> getTempDestinationAdminACLs() {
        return null;
    }

    @Override
    public @Nullable Set<?> getTempDestinationReadACLs() {
        return null;
    }

    @Override
    public @Nullable Set<?> getTempDestinationWriteACLs() {
        return null;
    }

    /** A list of destinations needs the right to each of them. */
    private static Set<Object> common(
            ActiveMQDestination destination, Function<ActiveMQDestination, Set<Object>> single) {
        if (!destination.isComposite()) {
            return single.apply(destination);
        }
        return Stream.of(destination.getCompositeDestinations())
                        .allMatch(each -> single.apply(each).equals(EVERYBODY))
                ? EVERYBODY
                : SERVICES_ONLY;
    }

    /** A pattern, or an address inside a name, could mean any queue. */
    private static boolean isOpen(ActiveMQDestination destination) {
        var name = destination.getPhysicalName();
        return destination.isQueue()
                && !destination.isPattern()
                && !name.contains("://")
                && OWN_QUEUES.stream().noneMatch(name::startsWith);
    }

    private static boolean isAdvisory(ActiveMQDestination destination) {
        return destination.isTopic() && destination.getPhysicalName().startsWith(ADVISORIES);
    }
}
