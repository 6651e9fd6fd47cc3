/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.transparency;

import dev.backstop.it.transparency.server.Container;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Turns the failure of a test with an {@link OpenDifference} into a test that is left out, and its success into a failure. */
final class OpenDifferences implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        OpenDifference difference = method.getExecutable().getAnnotation(OpenDifference.class);
        Container container = ((Rule) context.getRequiredTestInstance()).servers.container();
        if (!Arrays.asList(difference.in()).contains(container)) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
        } catch (AssertionFailedError expected) {
            throw new TestAbortedException("open: " + difference.what(), expected);
        }
        throw new AssertionFailedError("not open any more in " + container + ": " + difference.what());
    }
}
