package dev.steward.python.pickle;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A class or function of Python, by name. Nothing here looks it up. A pickle of protocol 2 or below may name it as Python 2
 * did; whoever reads such a name later has to be told so.
 */
public final class GlobalName extends PickleNode {

    /** The first protocol whose names are those of Python 3. */
    static final int NAMES_OF_PYTHON_3 = 3;

    /** The modules whose names, or some names in them, mean something else to whoever reads a pickle of protocol 2. */
    private static final Set<String> RENAMED = Set.of(
            "BaseHTTPServer",
            "CGIHTTPServer",
            "ConfigParser",
            "Cookie",
            "Dialog",
            "DocXMLRPCServer",
            "FileDialog",
            "HTMLParser",
            "Queue",
            "ScrolledText",
            "SimpleDialog",
            "SimpleHTTPServer",
            "SimpleXMLRPCServer",
            "SocketServer",
            "StringIO",
            "Tix",
            "Tkconstants",
            "Tkdnd",
            "Tkinter",
            "UserDict",
            "UserList",
            "UserString",
            "__builtin__",
            "_abcoll",
            "_elementtree",
            "_multiprocessing",
            "_socket",
            "_winreg",
            "anydbm",
            "cPickle",
            "cStringIO",
            "commands",
            "cookielib",
            "copy_reg",
            "dbhash",
            "dbm",
            "dumbdbm",
            "dummy_thread",
            "exceptions",
            "gdbm",
            "htmlentitydefs",
            "httplib",
            "itertools",
            "markupbase",
            "multiprocessing",
            "multiprocessing.forking",
            "multiprocessing.process",
            "repr",
            "robotparser",
            "socket",
            "test.test_support",
            "thread",
            "tkColorChooser",
            "tkCommonDialog",
            "tkFileDialog",
            "tkFont",
            "tkMessageBox",
            "tkSimpleDialog",
            "ttk",
            "urllib",
            "urllib2",
            "urlparse",
            "whichdb",
            "xmlrpclib");

    private static final int MOST_OF_LABEL = 200;

    private final String module;
    private final String name;
    private final boolean ofPython2;

    private GlobalName(String module, String name, boolean ofPython2) {
        super(PickleKind.GLOBAL);
        this.module = module;
        this.name = name;
        this.ofPython2 = ofPython2;
    }

    /** Returns a name as Python 3 has it. */
    public static GlobalName of(String module, String name) {
        return new GlobalName(module, name, false);
    }

    /** Returns a name as a pickle of that protocol has it. */
    static GlobalName read(String module, String name, int protocol) {
        return new GlobalName(module, name, protocol < NAMES_OF_PYTHON_3 && RENAMED.contains(module));
    }

    /** Returns the module, with its packages. */
    public String module() {
        return module;
    }

    /** Returns the name in the module, with the names of the classes around it. */
    public String name() {
        return name;
    }

    /** Returns whether the names are those of Python 2, where that makes a difference. */
    boolean isOfPython2() {
        return ofPython2;
    }

    /** Returns whether it has to be told of this name that it is one of Python 3. */
    boolean isOfPython3() {
        return !ofPython2 && RENAMED.contains(module);
    }

    /** Returns whether it is what Python 3 has under that name in {@code builtins}. */
    public boolean isBuiltin(String wanted) {
        return name.equals(wanted) && module.equals(ofPython2 ? "__builtin__" : "builtins");
    }

    /** Returns whether it is a function by which {@code copyreg} makes objects. */
    boolean isOfCopyreg(String wanted) {
        return name.equals(wanted) && module.equals(ofPython2 ? "copy_reg" : "copyreg");
    }

    /** Returns whether it is what Python 3 has under that name in a module that is called the same in Python 2. */
    public boolean is(String wantedModule, String wanted) {
        return name.equals(wanted) && module.equals(wantedModule);
    }

    /** Returns both names for people: cut where they are long. */
    public String label() {
        String whole = toString();
        String shown = whole.length() <= MOST_OF_LABEL ? whole : whole.substring(0, MOST_OF_LABEL);
        // Halves of surrogate pairs, which no name of a class has, become question marks.
        return new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return module + "." + name;
    }
}
