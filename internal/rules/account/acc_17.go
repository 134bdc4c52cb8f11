package account

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc17: the S3 policy must allow the bucket that holds ECR image layers.
var acc17 = rule.Rule{
	ID: "ACC-17", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The S3 policy must allow the bucket that holds ECR image layers",
	Why:    "ECR keeps layers in a bucket of AWS. A policy that allows own accounts or buckets only makes every image pull fail.",
	Fix:    "Allow s3:GetObject on the layer bucket of the Region in a statement without account condition.",
	Source: page.ECR,
	Check:  checkLayers,
}

// layers is the fact about the bucket of layers.
const layers = "ecr-layers"

// checkLayers asks of every policy by which layers could be fetched whether it lets them through.
func checkLayers(c *rule.Case) {
	asker, err := policies.AskerFor(c.Plan, maybe.Absent[plan.Trusted]())
	if err != nil {
		c.Missing("", "the facts about resources of AWS cannot be read: %v", err)
		return
	}
	judged := c.Judged()
	bucket, nameless := layerBucket(asker)
	open := c.Wishes.IsUnknown() || slices.ContainsFunc(judged, nothingNamed)
	for _, e := range judged {
		switch {
		case bucket == nil && !nameless && !open: // nothing says that images are pulled
		case e.Policy.IsAbsent() || !c.AWS(e) || e.Service.Key != "s3" || !carriesLayers(c, e):
		case bucket == nil && !nameless:
			c.Later(e.Key, "whether images are pulled from ECR is not known yet")
		case !c.Settled(e.Key, "policy", e.Policy):
		case nameless:
			c.Missing(e.Key, "the bucket of image layers in %s is not known", c.Region.Code)
		default:
			tellBlocked(c, e, *bucket, asker.Blocked(e, *bucket))
		}
	}
}

// nothingNamed reports whether an endpoint may turn out to be one for any service.
func nothingNamed(e *plan.Endpoint) bool {
	return e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown()
}

// layerBucket is the bucket of layers, if images are pulled; nameless says that they are, and
// that the facts do not name it in this Region.
func layerBucket(asker *policies.Asker) (bucket *owned.Resource, nameless bool) {
	needed, unknown := asker.Needed("s3")
	for i := range needed {
		if needed[i].ID == layers {
			return &needed[i], false
		}
	}
	for _, f := range unknown {
		nameless = nameless || f.ID == layers
	}
	return nil, nameless
}

// carriesLayers reports whether S3 requests of the VPC pass through an endpoint: through every
// gateway endpoint, and through an interface endpoint that has the names of S3 in the VPC.
func carriesLayers(c *rule.Case, e *plan.Endpoint) bool {
	if cross := e.CrossRegion(); !c.Settled(e.Key, "service_region", cross) || cross.Or(false) {
		return false
	}
	if !c.Settled(e.Key, "vpc_endpoint_type", e.Type) {
		return false
	}
	if e.Is(catalog.Gateway) {
		return true
	}
	inbound := e.InboundOnly()
	return e.Is(catalog.Interface) && c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && e.PrivateDNS.Or(false) &&
		c.Settled(e.Key, "dns_options", inbound) && !inbound.Or(false)
}

// tellBlocked reports a policy that keeps layers out.
func tellBlocked(c *rule.Case, e *plan.Endpoint, bucket owned.Resource, found policies.Result) {
	for _, n := range found.NotChecked {
		c.Missing(e.Key, "%s", n.Reason)
	}
	for _, f := range found.Found {
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("policy"), Related: []string{"POL-609"}, Line: f.Line, Column: f.Column,
			Detail: fmt.Sprintf("Images are pulled from ECR, and ECR keeps their layers in %s. %s", strings.Join(bucket.ResourceARNs, ", "), strings.TrimSpace(f.Detail)),
			Fix: fmt.Sprintf("Add a statement without conditions: {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"%s\", \"Resource\": \"%s\"}.",
				strings.Join(bucket.Actions, `", "`), strings.Join(bucket.ResourceARNs, `", "`)),
		})
	}
}
