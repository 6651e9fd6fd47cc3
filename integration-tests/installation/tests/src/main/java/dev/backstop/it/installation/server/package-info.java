/** Containers with several applications, each in a JVM of its own. */
@NullMarked
package dev.backstop.it.installation.server;

import org.jspecify.annotations.NullMarked;
