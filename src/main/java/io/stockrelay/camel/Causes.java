package io.stockrelay.camel;

import com.fasterxml.jackson.core.JacksonException;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerUnavailable;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The one classifier of failures: from an exception or a status to why, and so to whether trying again can help. */
public final class Causes {

    private static final int CHAIN_MAX = 50;

    private Causes() {}

    /** The first exception of the chain that says something; what says nothing is poison. */
    public static CauseClass of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure;
                each != null && seen.add(each) && seen.size() < CHAIN_MAX;
                each = each.getCause()) {
            var known = known(each);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return CauseClass.POISON;
    }

    /** By the status of an HTTP answer that is no success. */
    public static CauseClass ofStatus(int status) {
        return switch (status) {
            case 401, 403, 407 -> CauseClass.AUTHORISATION;
            case 404, 405, 410 -> CauseClass.CONFIGURATION;
            case 408, 504 -> CauseClass.TIMEOUT;
            case 409, 412 -> CauseClass.CONFLICT;
            case 413, 415 -> CauseClass.UNSUPPORTED;
            case 400, 422 -> CauseClass.VALIDATION;
            case 423, 425 -> CauseClass.LOCK;
            case 429 -> CauseClass.RATE_LIMIT;
            default -> status >= 500 ? CauseClass.REMOTE_ERROR : CauseClass.REJECTED;
        };
    }

    private static Optional<CauseClass> known(Throwable each) {
        if (each instanceof HttpOperationFailedException answer) {
            return Optional.of(ofStatus(answer.getStatusCode()));
        }
        if (each instanceof SQLException database) {
            return Optional.of(ofDatabase(database));
        }
        if (each instanceof LedgerUnavailable || each instanceof JMSException) {
            return Optional.of(CauseClass.CONNECTION);
        }
        if (each instanceof SourcePaused) {
            return Optional.of(CauseClass.LOCK);
        }
        if (each instanceof LedgerFull) {
            return Optional.of(CauseClass.RATE_LIMIT);
        }
        if (each instanceof TimeoutException || each instanceof InterruptedIOException) {
            return Optional.of(CauseClass.TIMEOUT);
        }
        if (each instanceof ConnectException
                || each instanceof SocketException
                || each instanceof UnknownHostException) {
            return Optional.of(CauseClass.CONNECTION);
        }
        if (each instanceof CharacterCodingException || each instanceof JacksonException) {
            return Optional.of(CauseClass.UNPARSEABLE);
        }
        // A full disk, a lost SFTP session: the file stays where it is and is tried again.
        return each instanceof IOException || each instanceof GenericFileOperationFailedException
                ? Optional.of(CauseClass.CONNECTION)
                : Optional.empty();
    }

    /** By the class of the SQL state: 08 connection, 53 and 57 resources and shutdown, 40 and 55P03 locks. */
    private static CauseClass ofDatabase(SQLException database) {
        String state = database.getSQLState();
        if (database instanceof SQLTransientConnectionException || state == null) {
            return CauseClass.CONNECTION;
        }
        if (state.startsWith("40") || state.equals("55P03")) {
            return CauseClass.LOCK;
        }
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
                ? CauseClass.CONNECTION
                : CauseClass.POISON;
    }
}
