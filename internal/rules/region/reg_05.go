package region

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg05: the VPC and the service must be in the same partition.
var reg05 = rule.Rule{
	ID: "REG-05", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The VPC and the service must be in the same partition",
	Why:    "The commercial Regions, China, GovCloud and the other partitions are separate clouds. PrivateLink does not cross between them.",
	Fix:    "Use a service in a Region of the VPC's own partition.",
	Source: page.AWSProvider + "issues/40394",
	Check:  checkPartitions,
}

// checkPartitions compares the partition of the VPC with that of everything an endpoint leads
// to, of what the callers reach, and of the Regions that an endpoint service supports.
func checkPartitions(c *rule.Case) {
	for _, e := range c.Judged() {
		judgePartition(c, e)
	}
	c.Settled("", "targets", c.Targets)
	c.Settled("", "services", c.Wishes)
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, t := range c.Targets.Or(nil) {
		judgeTargetPartition(c, t)
	}
	for _, w := range c.Wishes.Or(nil) {
		if r, known := c.Catalog.Region(w.Region); known && r.Partition != c.Region.Partition {
			c.Fault(w.Word, w.At, "The service is wanted in %s of partition %s, and the VPC is in partition %s.", r.Code, r.Partition, c.Region.Partition)
		}
	}
	for _, s := range c.EndpointServices.Or(nil) {
		judgeSupportedPartitions(c, s)
	}
}

// judgePartition judges what one endpoint leads to, by service_region, by the name, by the
// entry of endpoint_services or by the ARN, whichever differs first.
func judgePartition(c *rule.Case, e *plan.Endpoint) {
	here, known := regionOf(c, e.Key, "region", e.Region)
	if !known {
		return
	}
	if e.ServiceName.IsAbsent() {
		c.Leads(e)
	}
	var service plan.Text
	if e.Service.Endpoint != nil && e.Service.Name.Region == "" {
		service = e.Service.Endpoint.Region
	}
	for _, said := range []struct {
		attribute string
		code      plan.Text
	}{{"service_region", e.ServiceRegion}, {"service_name", named(e)}, {"endpoint_service", service}} {
		if !c.Settled(e.Key, said.attribute, said.code) || said.code.IsAbsent() {
			continue
		}
		r, known := regionOf(c, e.Key, said.attribute, said.code)
		if known && r.Partition != here.Partition {
			c.Fault(e.Key, e.Path(said.attribute), "The endpoint is in %s of partition %s, and %s leads to %s of partition %s; endpoints never cross partitions.",
				here.Code, here.Partition, said.attribute, r.Code, r.Partition)
			return
		}
	}
	for _, said := range []struct {
		attribute string
		arn       plan.Text
	}{{"resource_configuration_arn", e.ResourceConfigurationARN}, {"service_network_arn", e.ServiceNetworkARN}} {
		if p := partitionOf(said.arn); p != "" && p != here.Partition {
			c.Fault(e.Key, e.Path(said.attribute), "The endpoint is in partition %s, and the ARN is one of partition %s; endpoints never cross partitions.", here.Partition, p)
		} else {
			c.Settled(e.Key, said.attribute, said.arn)
		}
	}
}

// named is the Region in a service name: absent where there is none.
func named(e *plan.Endpoint) plan.Text {
	if in := e.Service.Name.Region; in != "" {
		return maybe.Of(in)
	}
	if e.ServiceName.IsUnknown() {
		return maybe.Unknown[string]()
	}
	return maybe.Absent[string]()
}

// judgeTargetPartition judges what the callers reach.
func judgeTargetPartition(c *rule.Case, t plan.Target) {
	if p := partitionOf(t.ARN); p != "" && p != c.Region.Partition {
		c.Fault(t.Key, t.At.Attribute("arn"), "The ARN of the target is one of partition %s, and the VPC is in partition %s; endpoints never cross partitions.", p, c.Region.Partition)
		return
	}
	if r, known := c.Catalog.Region(t.Region.Or("")); known && r.Partition != c.Region.Partition {
		c.Fault(t.Key, t.At.Attribute("region"), "The target is in %s of partition %s, and the VPC is in partition %s; endpoints never cross partitions.", r.Code, r.Partition, c.Region.Partition)
		return
	}
	c.Settled(t.Key, "arn", t.ARN)
	c.Settled(t.Key, "region", t.Region)
}

// partitionOf is the partition in an ARN; empty where there is none.
func partitionOf(arn plan.Text) string {
	parts := strings.SplitN(arn.Or(""), ":", 3)
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// judgeSupportedPartitions holds the supported Regions against the Region of the service.
func judgeSupportedPartitions(c *rule.Case, s *plan.EndpointService) {
	if s.SupportedRegions.IsAbsent() || !c.Settled(s.Key, "region", s.Region) {
		return
	}
	if plan.Open(s.SupportedRegions) {
		c.Later(s.Key, "supported_regions is not all known yet")
	}
	host, known := c.Catalog.Region(s.Region.Or(""))
	if !known {
		return // REG-09 says that the Region of the service is missing
	}
	for _, code := range s.SupportedRegions.Or(nil) {
		if r, exists := c.Catalog.Region(code.Or("")); exists && r.Partition != host.Partition {
			c.Fault(s.Key, s.At.Attribute("supported_regions"), "The service is in %s of partition %s and is to support %s of partition %s; endpoints never cross partitions.", host.Code, host.Partition, r.Code, r.Partition)
		}
	}
}
