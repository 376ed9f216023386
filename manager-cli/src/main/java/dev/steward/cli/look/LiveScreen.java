package dev.steward.cli.look;

/** What is shown live and obeys keys. Used by one thread. */
interface LiveScreen {

    /** Asks the server again, unless it is told to leave things as they are. */
    void ask() throws Exception;

    /** Returns what was seen last, as it is to be shown now. */
    Look look();

    /** Returns what the keys do, in a line. */
    String help();

    /**
     * Does what a key is for.
     *
     * @return false if that is to end
     */
    boolean press(char key);
}
