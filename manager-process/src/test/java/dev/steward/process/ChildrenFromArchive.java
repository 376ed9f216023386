package dev.steward.process;

import dev.steward.process.child.InheritedOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the children that tests start use {@link ClassDataArchive}. Applies to all tests of a module that can see it. */
public final class ChildrenFromArchive implements BeforeAllCallback {

    private static final AtomicBoolean APPLIED = new AtomicBoolean();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (APPLIED.compareAndSet(false, true)) {
            ClassDataArchive archive = ClassDataArchive.get();
            System.setProperty("java.class.path", archive.classPath());
            InheritedOptions.add(archive.options());
        }
    }
}
