package recommend

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// ownWishes checks the caller's own entries. A key that already means an AWS service is
// refused, because endpoint keys are made of both.
func (col *collector) ownWishes() {
	seen := map[string]string{}
	for _, key := range sortedKeys(col.request.EndpointServices) {
		path := input.At("endpoint_services").Key(key)
		col.ownKey(path, "endpoint_services", key, seen)
		col.endpointService(path, col.request.EndpointServices[key])
	}
	for _, key := range sortedKeys(col.request.ResourceConfigurations) {
		path := input.At("resource_configurations").Key(key)
		col.ownKey(path, "resource_configurations", key, seen)
		col.resourceConfiguration(path, col.request.ResourceConfigurations[key])
	}
	for _, key := range sortedKeys(col.request.ServiceNetworks) {
		col.ownKey(input.At("service_networks").Key(key), "service_networks", key, seen)
	}
}

// ownKey checks that a key can be part of an endpoint key.
func (col *collector) ownKey(path input.Path, attribute, key string, seen map[string]string) {
	var unknown *catalog.UnknownServiceError
	switch refs, err := col.catalog.Resolve(key); {
	case strings.TrimSpace(key) == "" || strings.ContainsAny(key, "/@"):
		col.errs.Add(path, "The key %q cannot be part of an endpoint key; use one that is not empty and has neither / nor @.", key)
	case !errors.As(err, &unknown):
		meaning := "an AWS service"
		if len(refs) > 0 {
			meaning = fmt.Sprintf("the AWS service %q", refs[0].Key)
		}
		col.errs.Add(path, "The key %q already means %s; endpoint keys are made of both, so choose another.", key, meaning)
	}
	if other, ok := seen[key]; ok {
		col.errs.Add(path, "The key %q stands in %s too; endpoint keys are made of it, so choose another.", key, other)
	}
	seen[key] = attribute
}

// endpointService checks what one entry of endpoint_services says.
func (col *collector) endpointService(path input.Path, s EndpointService) {
	if s.ServiceType != "" {
		col.word(path.Attribute("service_type"), s.ServiceType, []string{string(catalog.Interface), string(catalog.GatewayLoadBalancer)})
	}
	name := col.catalog.ParseName(s.ServiceName)
	if s.ServiceName != "" && name.Kind == catalog.KindUnknown {
		col.errs.Add(path.Attribute("service_name"), "%q is not a full service name; expected com.amazonaws.vpce.<region>.vpce-svc-<id>.", s.ServiceName)
	}
	if s.Region != "" {
		if _, ok := col.catalog.Region(s.Region); !ok {
			col.errs.Add(path.Attribute("region"), "%s.", col.catalog.UnknownRegion(s.Region))
		} else if name.Region != "" && name.Region != s.Region {
			col.errs.Add(path.Attribute("region"), "%q contradicts service_name, which says %q.", s.Region, name.Region)
		}
	}
	for _, port := range s.Ports {
		if port < 1 || port > 65535 {
			col.errs.Add(path.Attribute("ports"), "%d is not a TCP port.", port)
		}
	}
}

// resourceTypes are the kinds of VPC Lattice resource configurations.
var resourceTypes = []string{"SINGLE", "GROUP", "CHILD", "ARN", "CIDR"}

var portRange = regexp.MustCompile(`^([0-9]{1,5})(?:-([0-9]{1,5}))?$`)

// resourceConfiguration checks what one entry of resource_configurations says.
func (col *collector) resourceConfiguration(path input.Path, r ResourceConfiguration) {
	if r.Type != "" {
		col.word(path.Attribute("type"), r.Type, resourceTypes)
	}
	for _, text := range r.PortRanges {
		m := portRange.FindStringSubmatch(text)
		if m == nil || !slices.ContainsFunc(m[1:], func(port string) bool { n, _ := strconv.Atoi(port); return n > 0 && n < 65536 }) {
			col.errs.Add(path.Attribute("port_ranges").Element(text), "%q is neither a port (5432) nor a range of ports (8000-8100).", text)
		}
	}
}

// ownOption refuses options that say nothing about an own entry.
func (col *collector) ownOption(path input.Path, o Option) {
	if len(o.VPCEndpointTypes) > 0 {
		col.errs.Add(path.Attribute("vpc_endpoint_types"), "The type of this entry follows from what it is; leave vpc_endpoint_types out.")
	}
	if o.FIPS != nil {
		col.errs.Add(path.Attribute("fips"), "FIPS endpoints are a matter of AWS services; leave fips out.")
	}
}
