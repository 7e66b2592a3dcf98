package io.stockrelay.mapping;

import io.stockrelay.shared.CauseClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with one event, collected, so that its dead letter names all of it at once. */
final class Refusals {

    private final List<String> messages = new ArrayList<>(0);
    private final List<String> missing = new ArrayList<>(0);
    private boolean programAtFault;
    private boolean leftOut;

    /** The program produced something that is no event: mend the program. */
    void program(String message) {
        programAtFault = true;
        messages.add(message);
    }

    /** The event is well formed but says something that cannot be. */
    void value(String message) {
        messages.add(message);
    }

    /** Something is missing in our tables. */
    void missing(String message, String what) {
        programAtFault = true;
        messages.add(message);
        missing.add(what);
    }

    /** What is wrong with a part, told with where it is. */
    void take(String where, Refusals part) {
        programAtFault |= part.programAtFault;
        part.messages.forEach(message -> messages.add(where + message));
        missing.addAll(part.missing);
        leftOut |= part.leftOut;
    }

    /** Something the payload may well say, but the program left out: mend the program, then replay the payload. */
    void leftOut(String message, String what) {
        missing(message, what);
        leftOut = true;
    }

    /** Whether only the payload itself can give what is missing. */
    boolean isLeftOut() {
        return leftOut;
    }

    int count() {
        return messages.size();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    CauseClass cause() {
        return programAtFault ? CauseClass.MAPPING : CauseClass.VALIDATION;
    }

    String told() {
        return String.join("; ", messages);
    }

    @Nullable
    String toldMissing() {
        return missing.isEmpty() ? null : String.join("; ", missing);
    }
}
