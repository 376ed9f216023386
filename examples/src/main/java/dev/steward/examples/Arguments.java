package dev.steward.examples;

/** The arguments of an example's program, each of which may be left out. Stateless. */
final class Arguments {

    private static final int HIGHEST_PORT = 65_535;

    private Arguments() {}

    /** An argument is not what it must be; the message says what that is. */
    static final class WrongArgumentException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        WrongArgumentException(String message) {
            super(message);
        }
    }

    /** Returns the first one, a host. */
    static String host(String[] args) {
        return args.length > 0 ? args[0] : "127.0.0.1";
    }

    /** Returns the second one, the port that a client connects to. */
    static int port(String[] args) {
        return number(args, 1, "PORT", 8080, 1, HIGHEST_PORT);
    }

    /** Returns the second one, the port that a server listens on; 0 picks a free one. */
    static int portToListenOn(String[] args) {
        return number(args, 1, "PORT", 8080, 0, HIGHEST_PORT);
    }

    /**
     * Returns one that is a number.
     *
     * @param name what messages call it
     * @param otherwise what to return if it was left out
     * @throws WrongArgumentException if it is not from the least to the highest
     */
    static int number(String[] args, int index, String name, int otherwise, int least, int highest) {
        if (args.length <= index) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(args[index]);
            if (number >= least && number <= highest) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw wrong(args[index], name, least, highest);
        }
        throw wrong(args[index], name, least, highest);
    }

    private static WrongArgumentException wrong(String argument, String name, int least, int highest) {
        return new WrongArgumentException(
                name + " is a number from " + least + " to " + highest + ", not '" + argument + "'");
    }
}
