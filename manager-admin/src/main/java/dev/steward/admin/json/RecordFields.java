package dev.steward.admin.json;

import dev.steward.api.UnopenedValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record of the user's, whose class is here. Stateless. */
final class RecordFields {

    private RecordFields() {}

    /** Returns whether its fields can be read from here, and are its contents rather than a sentence about it. */
    static boolean areSeen(Record named) {
        if (named.getClass().getPackage() == UnopenedValue.class.getPackage()) {
            return false;
        }
        for (RecordComponent component : named.getClass().getRecordComponents()) {
            if (!component.getAccessor().trySetAccessible()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the fields by name, in their order. */
    static Map<String, @Nullable Object> of(Record named) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : named.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            try {
                accessor.setAccessible(true);
                fields.put(component.getName(), accessor.invoke(named));
            } catch (InvocationTargetException thrown) {
                // An accessor of the user's that throws says nothing of the others.
                fields.put(component.getName(), "(cannot be read: " + thrown.getCause() + ")");
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(accessor + " was made accessible", impossible);
            }
        }
        return fields;
    }
}
