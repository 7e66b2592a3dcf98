package io.stockrelay.notice;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Keeps what is to be told. */
public interface Notices {

    /** Takes those that are due, the oldest first, for so long that nobody else takes them meanwhile. */
    List<Notice> claim(int max, Duration length);

    /** Takes those behind which at least {@code waitingMax} newer ones of the same party wait, the oldest first. */
    List<Notice> claimExcess(Collection<String> parties, int waitingMax, int max, Duration length);

    void sent(Notice notice);

    /** Tries it again after so long. */
    void later(Notice notice, Duration wait);

    /** Will not be tried again unless a person says so. */
    void giveUp(Notice notice);

    /** Tries it again as if for the first time; false where there is none of that number. */
    boolean again(long pk);
}
