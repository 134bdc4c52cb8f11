package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Refusal is something that the document refuses although it may be wanted.
type Refusal struct {
	// Actions are patterns of what is refused.
	Actions []string
	// Why says what keeps it out, and what lets it in.
	Why string
	// Page is the source.
	Page string
}

// withoutOwner are the actions for which AWS sets none of aws:ResourceAccount,
// aws:ResourceOrgID and aws:ResourceOrgPaths, as the page of condition keys lists them. An
// Allow that asks for one of these never matches them. events:PutEvents is left out: it lacks
// the keys for old targets in other accounts only.
var withoutOwner = []string{
	"auditmanager:UpdateAssessmentFrameworkShare",
	"detective:AcceptInvitation",
	"ds:AcceptSharedDirectory",
	"ebs:*",
	"ec2:AcceptTransitGatewayPeeringAttachment",
	"ec2:AcceptVpcEndpointConnections",
	"ec2:AcceptVpcPeeringConnection",
	"ec2:CreateTransitGatewayPeeringAttachment",
	"ec2:CreateVpcEndpoint",
	"ec2:CreateVpcPeeringConnection",
	"es:AcceptInboundConnection",
	"guardduty:AcceptAdministratorInvitation",
	"macie2:AcceptInvitation",
	"route53:AssociateVpcWithHostedZone",
	"route53:CreateVPCAssociationAuthorization",
	"securityhub:AcceptAdministratorInvitation",
}

// refused lists what the conditions of the document keep out.
func (c *composer) refused() []Refusal {
	var out []Refusal
	if prefixes := sorted(c.unlisted); len(prefixes) > 0 {
		out = append(out, Refusal{every(prefixes), "Which of these actions take no resource is not known, and no ARN matches those that do not. " +
			"Allow what is needed of them in a source policy document.", pageAuthorization})
	}
	if !c.trusting() {
		return out
	}
	of := func(actions, prefixes []string) []string {
		var found []string
		for _, action := range actions {
			if prefix, _, _ := strings.Cut(action, ":"); slices.Contains(prefixes, prefix) {
				found = append(found, action)
			}
		}
		return found
	}
	if actions := of(withoutOwner, c.byOwner); len(actions) > 0 {
		out = append(out, Refusal{actions, "AWS does not say in these calls who owns the resource, so the condition on the owner refuses them. " +
			"Allow them in a source policy document, with a condition on the caller.", pageConditionKeys})
	}
	for _, r := range c.unsigned {
		var pages []string
		for _, s := range r.Sources {
			pages = append(pages, addressOf(s))
		}
		why := fmt.Sprintf("%s: no source says who signs these requests, so they are allowed to the trusted only. If they turn out to be refused, allow them in a source policy document.", c.title(r.ID))
		if !slices.ContainsFunc(out, func(o Refusal) bool { return o.Why == why }) {
			out = append(out, Refusal{r.Actions, why, sorted(pages)[0]})
		}
	}
	slices.SortStableFunc(out, func(a, b Refusal) int { return cmp.Compare(a.Why, b.Why) })
	return out
}
