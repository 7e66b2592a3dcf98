package io.stockrelay.http;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.web.filter.ServletRequestPathFilter;

/** Rules of access go by a request's path as it is written, read once; none of them looks up who will handle it. */
@Configuration(proxyBeanMethods = false)
class PathMatching {

    private static final String HANDLER_LOOKUP = "mvcHandlerMappingIntrospector";
    private static final int BEFORE_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER - 1;

    @Bean
    PathPatternRequestMatcherBuilderFactoryBean pathsAsWritten() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** Without it each rule would parse the path anew. */
    @Bean
    FilterRegistrationBean<ServletRequestPathFilter> pathReadOnce() {
        var filter = new FilterRegistrationBean<>(new ServletRequestPathFilter());
        filter.setOrder(BEFORE_SECURITY);
        return filter;
    }

    /** With it Spring Security would find each request's handler before all filters, for rules we do not have. */
    @Bean
    static WithoutHandlerLookup withoutHandlerLookup() {
        return new WithoutHandlerLookup();
    }

    /** Comes before Spring Security's own, which is of no order. */
    private static final class WithoutHandlerLookup implements BeanDefinitionRegistryPostProcessor, Ordered {

        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            if (registry.containsBeanDefinition(HANDLER_LOOKUP)) {
                registry.removeBeanDefinition(HANDLER_LOOKUP);
            }
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
