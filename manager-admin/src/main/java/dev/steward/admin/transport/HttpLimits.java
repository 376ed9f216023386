package dev.steward.admin.transport;

import java.time.Duration;

/**
 * What an acceptor of requests bears.
 *
 * @param connections how many at once; one more is told so and closed
 * @param requestTime in what time a request must have come, from the connection or the answer before
 * @param answerTime in what time an answer must be taken
 */
public record HttpLimits(int connections, Duration requestTime, Duration answerTime) {

    /** Bytes of a request's first line. */
    static final int LINE_BYTES = 4 << 10;

    /** Bytes of its headers. */
    static final int HEADER_BYTES = 8 << 10;

    /** Bytes of its body: nothing that can be asked for needs one. */
    static final int BODY_BYTES = 4 << 10;

    /** What there is if nothing else is said. */
    public static final HttpLimits DEFAULT = new HttpLimits(256, Duration.ofSeconds(10), Duration.ofSeconds(30));
}
