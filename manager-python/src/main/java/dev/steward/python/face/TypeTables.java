package dev.steward.python.face;

import dev.steward.vocabulary.BuiltInType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All types that Python sees, by Python's typeids and by those of the server. */
public final class TypeTables {

    /** What a function of Java returned. */
    public static final PythonType RESULT = QueueTables.result();

    private static final Map<String, PythonType> BY_PYTHON = new LinkedHashMap<>();
    private static final Map<String, PythonType> BY_MACHINE = new LinkedHashMap<>();

    static {
        List<PythonType> all = List.of(
                QueueTables.queue(),
                QueueTables.joinableQueue(),
                QueueTables.iterator(),
                LockTables.lock(),
                LockTables.rlock(),
                LockTables.condition(),
                LockTables.semaphore(),
                LockTables.boundedSemaphore(),
                LockTables.event(),
                LockTables.barrier(),
                ListTable.list(),
                DictTable.dict(),
                SetTable.set(),
                CellTables.value(),
                CellTables.array(),
                CellTables.namespace());
        for (PythonType type : all) {
            BY_PYTHON.put(type.typeId(), type);
            BY_MACHINE.put(String.valueOf(type.machineTypeId()), type);
        }
    }

    private TypeTables() {}

    /** Returns the type that Python calls so, or null if there is none. */
    public static @Nullable PythonType find(String typeId) {
        return BY_PYTHON.get(typeId);
    }

    /** Returns Python's typeids. */
    public static List<String> typeIds() {
        return List.copyOf(BY_PYTHON.keySet());
    }

    /** Returns whether objects of a typeid of the server have a table, and not methods of their own. */
    public static boolean isBuiltIn(String machineTypeId) {
        return BuiltInType.of(machineTypeId) != null;
    }

    /** Returns the type of a typeid of the server: of a user's object one without methods. */
    public static PythonType ofMachine(String machineTypeId) {
        PythonType type = BY_MACHINE.get(machineTypeId);
        return type == null ? UserTable.unknown(machineTypeId) : type;
    }

    /** Returns the server's typeid for one of Python's. */
    public static String machineTypeId(String typeId) {
        PythonType type = BY_PYTHON.get(typeId);
        return type == null ? typeId : String.valueOf(type.machineTypeId());
    }
}
