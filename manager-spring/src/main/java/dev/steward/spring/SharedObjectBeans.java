package dev.steward.spring;

import dev.steward.api.RemoteProxy;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Keeps Spring from ending what is not the application's: of a bean that has a method {@code close} or {@code shutdown} it calls that when
 * the application ends, and for a queue that others use that would be the end of the queue. A bean that names its method is left alone.
 */
final class SharedObjectBeans implements MergedBeanDefinitionPostProcessor {

    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {
        if (RemoteProxy.class.isAssignableFrom(type)
                && (definition.getDestroyMethodName() == null
                        || AbstractBeanDefinition.INFER_METHOD.equals(definition.getDestroyMethodName()))) {
            definition.setDestroyMethodName("");
        }
    }
}
