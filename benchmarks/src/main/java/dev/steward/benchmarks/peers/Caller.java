package dev.steward.benchmarks.peers;

/** One caller of synchronous calls. Used by one thread. */
public interface Caller {

    /**
     * Makes one call, waits for its answer and checks it.
     *
     * @param number the how manieth call of this caller it is; chooses the kind of call and its arguments
     * @throws WrongAnswerException if the answer is not what it has to be
     * @throws Exception if the call fails
     */
    void call(long number) throws Exception;
}
