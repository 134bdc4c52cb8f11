package recommend

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// ResourceConfiguration is a VPC Lattice resource configuration to reach.
type ResourceConfiguration struct {
	// ARN identifies it; empty while it does not exist.
	ARN string
	// Type is SINGLE, GROUP, CHILD, ARN or CIDR.
	Type string
	// PortRanges are ports ("5432") and ranges of them ("8000-8100"); nil is not known.
	PortRanges []string
	// Shared says that it was shared through AWS RAM and accepted; nil is not known.
	Shared *bool
}

// ServiceNetwork is a VPC Lattice service network to reach.
type ServiceNetwork struct {
	// ARN identifies it; empty while it does not exist.
	ARN string
	// Shared says that it was shared through AWS RAM and accepted; nil is not known.
	Shared *bool
}

// lattice answers every entry of resource_configurations and service_networks.
func (d *decider) lattice() {
	for _, name := range sortedKeys(d.request.ResourceConfigurations) {
		r := d.request.ResourceConfigurations[name]
		path := input.At("resource_configurations").Key(name)
		if r.Type == "CIDR" {
			d.result.Recommendations[name] = &Recommendation{
				Decision: UseNone,
				Reasons:  []string{"A resource configuration for CIDR blocks needs a tunnel endpoint, which hashicorp/aws cannot create yet (LAT-07)."},
				Rejected: []Rejection{{Type: catalog.Tunnel, Rule: "LAT-07", Reason: "hashicorp/aws cannot create tunnel endpoints yet."}},
			}
			d.fault("LAT-07", finding{name, path.Attribute("type").String()}, "The type is CIDR, which only a tunnel endpoint serves, and hashicorp/aws cannot create one yet.")
			continue
		}
		d.shared(name, path, r.Shared)
		e := d.latticeEndpoint(name)
		e.ResourceConfigurationARN, e.Ports = r.ARN, ports(r.PortRanges)
		if e.Ports == nil {
			d.skip("SG-01", name, "the ports of the resource are not given one by one (port_ranges)")
		}
		d.own(name, catalog.Resource, "", UseResource, e, []string{
			"One TCP resource of another VPC is reached by a resource endpoint, without a load balancer or endpoint service (LAT-09).",
		})
	}
	for _, name := range sortedKeys(d.request.ServiceNetworks) {
		n := d.request.ServiceNetworks[name]
		d.shared(name, input.At("service_networks").Key(name), n.Shared)
		e := d.latticeEndpoint(name)
		e.ServiceNetworkARN = n.ARN
		d.own(name, catalog.ServiceNetwork, "", UseServiceNetwork, e, []string{
			"Many services and resources of a service network are reached by one endpoint (LAT-09).",
		})
	}
}

func (d *decider) latticeEndpoint(name string) *Endpoint {
	option := d.request.Options[name]
	return &Endpoint{
		IPAddressType:     cmp.Or(option.IPAddressType, d.request.IPAddressType, "ipv4"),
		PrivateDNSEnabled: option.PrivateDNSEnabled,
		RequiresSubnets:   true, RequiresSecurityGroup: true,
		Reasons: []string{"Its security group must admit the ports of the resource from the callers (SG-01)."},
	}
}

// shared judges the sharing through AWS RAM.
func (d *decider) shared(name string, path input.Path, shared *bool) {
	switch {
	case shared == nil:
		d.skip("ACC-21", name, "shared is not given")
	case !*shared:
		d.fault("ACC-21", finding{name, path.Attribute("shared").String()}, "It is not shared with this account through AWS RAM, or the share is not accepted.")
	}
}

// ports lists single ports. A range is not spelled out: then the ports are not known.
func ports(ranges []string) []int {
	var out []int
	for _, text := range ranges {
		port, err := strconv.Atoi(text)
		if err != nil {
			return nil
		}
		out = append(out, port)
	}
	slices.Sort(out)
	return out
}
