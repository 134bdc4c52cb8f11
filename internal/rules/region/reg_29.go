package region

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg29: A multi-Region access point needs its own endpoint.
var reg29 = rule.Rule{
	ID: "REG-29", Severity: rule.Error,
	Title:  "A multi-Region access point needs its own endpoint",
	Why:    "S3 endpoints do not serve multi-Region access points; their traffic misses the endpoint.",
	Fix:    "Add an interface endpoint for com.amazonaws.s3-global.accesspoint, and allow the access point and every bucket behind it in the policy.",
	Source: page.MultiRegionAccess,
	Check:  checkMultiRegionAccessPoints,
}

// multiRegionAccessPoint is the service that serves multi-Region access points.
const multiRegionAccessPoint = "s3-global.accesspoint"

// checkMultiRegionAccessPoints looks for the endpoint that multi-Region access points need.
func checkMultiRegionAccessPoints(c *rule.Case) {
	c.Settled("", "targets", c.Targets)
	for _, t := range c.Targets.Or(nil) {
		switch {
		case t.Service == multiRegionAccessPoint:
			path := t.At.Attribute("service")
			if t.ARN.IsGiven() {
				path = t.At.Attribute("arn")
			}
			judgeAccessPoint(c, t.Key, path)
		case settledTarget(c, t) && t.Service == "s3":
			c.Settled(t.Key, "arn", t.ARN) // it may be that of an access point
		}
	}
	c.Settled("", "services", c.Wishes)
	for _, w := range c.Wishes.Or(nil) {
		if w.Key == multiRegionAccessPoint {
			judgeAccessPoint(c, w.Word, w.At)
		}
	}
}

// judgeAccessPoint looks for the endpoint among those planned and those that exist.
func judgeAccessPoint(c *rule.Case, target string, at input.Path) {
	if !c.Need("", "endpoints", c.Endpoints) {
		return
	}
	open := c.Existing.IsUnknown()
	var planned []string
	for _, e := range slices.Concat(c.Judged(), c.Existing.Or(nil)) {
		switch {
		case e.Service.Key == multiRegionAccessPoint:
			c.Remind(target, at, "Endpoint %q serves the multi-Region access point; its policy must allow the access point and every bucket behind it.", e.Key)
			return
		case e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown():
			open = true
		case strings.HasPrefix(e.Service.Key, "s3"):
			planned = append(planned, e.Key)
		}
	}
	switch {
	case open:
		c.Later(target, "the service names of the endpoints are not all known yet")
	case len(planned) > 0:
		c.Fault(target, at, "%q is a multi-Region access point, which %s does not serve.", target, quoted(planned))
	default:
		c.Fault(target, at, "%q is a multi-Region access point, and no endpoint is there that serves it.", target)
	}
}
