/** Every way to install the filter, in real containers and in Spring Boot, each in a JVM of its own. */
@NullMarked
package dev.backstop.it.installation;

import org.jspecify.annotations.NullMarked;
