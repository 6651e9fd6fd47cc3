/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the agent does. Who loads what:
 *
 * <pre>
 *   bootstrap    java.lang.BackstopBridge      defined at run time; woven code, the agent and every filter see it, whatever loaders
 *      ^                                       they come from
 *   platform
 *      ^
 *      |         dev.backstop.agent            this package and those below it, with the class-file library of Byte Buddy: in a loader
 *      |                                       of the agent's own, from the folder BACKSTOP/agent of its jar
 *   system       dev.backstop.javaagent        premain and the loader for the folders: all that an application sees of the agent
 *      ^
 *   container
 *      ^         dev.backstop.filter           in a loader below the container's, from the folder BACKSTOP/filter; with an SLF4J of its
 *      |                                       own from BACKSTOP/logging where the container's loader has none
 *   web application
 * </pre>
 *
 * <p>Nothing here names a class of the filter, nor a filter's class one of these: they talk over the bridge, in types of the JDK.
 *
 * <p>Until the application's {@code main} runs, nothing here touches {@code java.util.logging}, JMX or {@code java.nio.file}.
 */
@NullMarked
package dev.backstop.agent;

import org.jspecify.annotations.NullMarked;
