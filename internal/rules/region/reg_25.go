package region

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg25: S3 cannot copy between Regions through an endpoint.
var reg25 = rule.Rule{
	ID: "REG-25", Severity: rule.Error,
	Title:  "S3 cannot copy between Regions through an endpoint",
	Why:    "CopyObject and UploadPartCopy between buckets of two Regions are refused through an interface endpoint, and users report the same refusal through gateway endpoints.",
	Fix:    "Download and upload instead, let S3 replication or a batch job copy, or run the copy outside the endpoint.",
	Source: page.S3Interface,
	Check:  checkCopies,
}

// checkCopies looks for S3 copies between Regions that an endpoint would have to carry.
func checkCopies(c *rule.Case) {
	c.Settled("", "targets", c.Targets)
	for _, t := range c.Targets.Or(nil) {
		if t.CopySourceRegion.IsAbsent() || !settledTarget(c, t) || t.Service != "s3" && t.Service != "s3express" {
			continue
		}
		to := t.Region
		if to.IsAbsent() {
			to = maybe.Of(c.Region.Code)
		}
		switch {
		case !c.Settled(t.Key, "copy_source_region", t.CopySourceRegion) || !c.Settled(t.Key, "region", to):
		case t.CopySourceRegion != to && c.Need("", "endpoints", c.Endpoints):
			judgeCopy(c, t, t.CopySourceRegion.Or(""), to.Or(""))
		}
	}
}

// judgeCopy judges copies from one Region to another. The request goes to the Region of the
// copy: through its endpoint, or without one by the default route.
func judgeCopy(c *rule.Case, t plan.Target, from, to string) {
	detail := fmt.Sprintf("Copies are made from %s to %s", from, to)
	carried := false
	for _, e := range c.Judged() {
		s3 := strings.HasPrefix(e.Service.Key, "s3") && e.Service.IsAWS()
		if s3 && e.HomeRegion().Or("") == to {
			c.Fault(t.Key, t.At.Attribute("copy_source_region"), "%s, and S3 refuses a copy between Regions that comes through an endpoint such as %q.", detail, e.Key)
			return
		}
		if e.ServiceName.IsUnknown() || s3 && e.HomeRegion().IsUnknown() {
			c.Later(t.Key, "whether endpoint %q carries the copies is not known yet", e.Key)
			return
		}
		carried = carried || s3
	}
	if !carried {
		return
	}
	out := clientEgress(c)
	if len(out.without) > 0 {
		c.Fault(t.Key, t.At.Attribute("copy_source_region"), "%s, and the client subnets %s have no way out besides endpoints, through which S3 refuses a copy between Regions.", detail, quoted(out.without))
		return
	}
	out.say(c, t.Key, "whether the copies leave by a default route")
}
