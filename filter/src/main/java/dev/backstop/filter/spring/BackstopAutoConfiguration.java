/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.spring;

import dev.backstop.filter.BackstopFilter;
import dev.backstop.filter.settings.Setting;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Registers the filter before all others in a Spring Boot application, 3 or 4, with an embedded container or deployed as a WAR.
 * Settings may stand in Spring's own configuration too; system properties and environment variables go before it.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(FilterRegistrationBean.class)
@ConditionalOnProperty(name = "backstop.install", matchIfMissing = true)
public class BackstopAutoConfiguration {

    /** Called by Spring. */
    public BackstopAutoConfiguration() {}

    /**
     * The registration, unless the application has the filter as a bean, or registers it, itself.
     *
     * @param environment where the settings may stand
     */
    @Bean
    @ConditionalOnMissingBean(value = BackstopFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    public FilterRegistrationBean<BackstopFilter> backstopFilter(Environment environment) {
        FilterRegistrationBean<BackstopFilter> registration = new FirstFilter();
        registration.setName("backstop");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        for (Setting setting : Setting.values()) {
            String value = environment.getProperty(setting.key());
            if (value != null) {
                registration.addInitParameter(setting.key(), value);
            }
        }
        return registration;
    }

    /** Goes before the others of the highest precedence too, of which Spring Boot itself has some. */
    private static final class FirstFilter extends FilterRegistrationBean<BackstopFilter> implements PriorityOrdered {
        private FirstFilter() {
            super(new BackstopFilter());
        }
    }
}
