/** What lies in {@code WEB-INF/classes} of the applications. */
@NullMarked
package dev.backstop.it.installation.app;

import org.jspecify.annotations.NullMarked;
