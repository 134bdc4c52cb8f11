package policies_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// outcome is what one rule must say about inputs.
type outcome struct {
	inputs object
	prior  object
	// found are "severity target"; unchecked are the beginnings of "later target: reason" or
	// "missing target: reason".
	found, unchecked []string
}

// TestRulesByProof holds of each rule that is proved when it speaks, how loud, when it is
// silent, and when it says that it was not checked.
func TestRulesByProof(t *testing.T) {
	t.Parallel()
	stated := object{"trusted": trusted}
	asked := func(principals ...string) object {
		return object{"required": object{"reports": object{"actions": []string{"s3:GetObject"}, "resources": []string{"arn:aws:s3:::example-reports/*"}, "principals": principals}}}
	}
	twice := policy(allow(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-reports/*"`), allow(`"Action": "s3:Get*", "Resource": "arn:aws:s3:::example-reports/*"`))
	shadowed := policy(allow(`"Action": "s3:GetObject", "Resource": "*"`), allow(`"Action": "s3:PutObject", "Resource": "*"`), deny(`"Action": "s3:PutObject", "Resource": "*"`))
	torn := policy(allow(`"Action": "s3:GetObject", "Resource": "*"`), allow(`"Action": "s3:PutObject", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}, "StringNotEquals": {"aws:PrincipalAccount": "111111111111"}}`))
	closed := policy(allow(`"Action": "s3:*", "Resource": "*"`), deny(`"Action": "*", "Resource": "*"`))
	inTwo := policy(allow(`"Action": "s3:Get*", "Resource": "*"`), allow(`"NotAction": "s3:Get*", "Resource": "*"`))
	partner := object{"endpoints": object{"p": object{"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0a", "vpc_endpoint_type": "Interface", "policy": publicRead}}}
	unreadable := `{"Version": "2012-10-17", "Statement": [`

	for id, cases := range map[string]map[string]outcome{
		"POL-601": {
			"none given":                {inputs: object{"endpoints": object{"s3": s3(nil)}}, found: []string{"warning s3"}},
			"none given, and wanted":    {inputs: object{"endpoints": object{"s3": s3(nil)}, "require_policy": true}, found: []string{"error s3"}},
			"none given, and trusted":   {inputs: object{"endpoints": object{"s3": s3(nil)}, "trusted": trusted}, found: []string{"error s3"}},
			"none given, none unsigned": {inputs: object{"endpoints": object{"s3": s3(nil)}, "allow_anonymous": false}, found: []string{"error s3"}},
			"none given, unsigned may":  {inputs: object{"endpoints": object{"s3": s3(nil)}, "allow_anonymous": true}, found: []string{"warning s3"}},
			"everything":                {inputs: on(full, nil), found: []string{"warning s3"}},
			"everything, and trusted":   {inputs: on(full, stated), found: []string{"error s3"}},
			"everything in two parts":   {inputs: on(inTwo, stated), found: []string{"error s3"}},
			"something":                 {inputs: on(publicRead, stated)},
			"too large to decide":       {inputs: on(large, stated), unchecked: []string{"missing s3: it could not be decided: "}},
			"none taken":                {inputs: object{"endpoints": object{"x": object{"service_name": "com.amazonaws.us-east-1.email-smtp", "vpc_endpoint_type": "Interface"}}}},
			"none taken, wrong type":    {inputs: object{"endpoints": object{"x": object{"service_name": "com.amazonaws.us-east-1.email-smtp", "vpc_endpoint_type": "Gateway"}}}},
			"a partner":                 {inputs: object{"endpoints": object{"p": object{"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0a", "vpc_endpoint_type": "Interface"}}}},
			"a firewall":                {inputs: object{"endpoints": object{"p": object{"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0a", "vpc_endpoint_type": "GatewayLoadBalancer"}}}},
			"a resource":                {inputs: object{"endpoints": object{"r": object{"resource_configuration_arn": "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-1", "vpc_endpoint_type": "Resource"}}}},
			"a service network":         {inputs: object{"endpoints": object{"n": object{"service_network_arn": "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-1", "vpc_endpoint_type": "ServiceNetwork"}}}},
		},
		"POL-602": {
			"callers of any account":   {inputs: on(anyCaller, stated), found: []string{"error s3"}},
			"callers of the account":   {inputs: on(inside, stated)},
			"nobody is trusted":        {inputs: on(anyCaller, nil), unchecked: []string{"missing : trusted is not given"}},
			"the trusted are to come":  {inputs: on(anyCaller, object{"trusted": later}), unchecked: []string{"later : trusted is not known yet"}},
			"too large to decide":      {inputs: on(large, stated), unchecked: []string{"missing s3: it could not be decided: "}},
			"no policy can be read":    {inputs: on(unreadable, stated), unchecked: []string{"missing s3: the policy cannot be read"}},
			"layers for anybody":       {inputs: on(layers, object{"trusted": trusted, "services": []string{"ecr.api"}})},
			"layers, left out":         {inputs: on(layers, object{"trusted": trusted, "services": []string{"ecr.api"}, "aws_owned_resources": "none"}), found: []string{"error s3"}},
			"layers, listed":           {inputs: on(layers, object{"trusted": trusted, "services": []string{"ecr.api"}, "aws_owned_resources": []string{"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}})},
			"layers nobody needs":      {inputs: on(layers, stated), found: []string{"error s3"}},
			"an assumption to come":    {inputs: on(inside, object{"trusted": trusted, "assumptions": later}), unchecked: []string{"later s3: assumptions is not known yet"}},
			"the type is to come":      {inputs: object{"trusted": trusted, "endpoints": object{"s3": object{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": later, "policy": anyCaller}}}, unchecked: []string{"later s3: vpc_endpoint_type is not known yet"}},
			"no policy has any effect": {inputs: partner},
		},
		"POL-603": {
			"unsigned":                  {inputs: on(publicRead, nil), found: []string{"warning s3"}},
			"unsigned, and trusted":     {inputs: on(publicRead, stated), found: []string{"error s3"}},
			"unsigned, and forbidden":   {inputs: on(publicRead, object{"allow_anonymous": false}), found: []string{"error s3"}},
			"unsigned, and allowed":     {inputs: on(publicRead, object{"allow_anonymous": true})},
			"signed":                    {inputs: on(inside, stated)},
			"unsigned, to AWS's own":    {inputs: on(layers, object{"trusted": trusted, "services": []string{"ecr.api"}}), found: []string{"info s3"}},
			"unsigned, to more than it": {inputs: on(publicRead, object{"trusted": trusted, "services": []string{"ecr.api"}}), found: []string{"error s3"}},
			"whether it may is to come": {inputs: on(publicRead, object{"allow_anonymous": later}), unchecked: []string{"later s3: allow_anonymous is not known yet"}},
			"too large to decide":       {inputs: on(large, nil), unchecked: []string{"missing s3: it could not be decided: "}},
		},
		"POL-604": {
			"buckets of any account": {inputs: on(anywhere, stated), found: []string{"error s3"}},
			"buckets of the account": {inputs: on(inside, stated)},
			"buckets that are named": {inputs: on(anywhere, object{"trusted": trusted, "resources": []string{"*"}})},
			"names that are to come": {inputs: on(anywhere, object{"trusted": trusted, "resources": []string{later}}), unchecked: []string{"later s3: resources is not known yet"}},
			"AWS's own is to come":   {inputs: on(anywhere, object{"trusted": trusted, "aws_owned_resources": later}), unchecked: []string{"later s3: aws_owned_resources is not known yet"}},
			"what runs is to come":   {inputs: on(anywhere, object{"trusted": trusted, "services": later}), unchecked: []string{"later s3: services or workloads is not known yet"}},
			"nobody is trusted":      {inputs: on(anywhere, nil), unchecked: []string{"missing : trusted is not given"}},
		},
		"POL-605": {
			"only a Deny":         {inputs: on(policy(deny(`"Action": "s3:*", "Resource": "*"`)), nil), found: []string{"error s3"}},
			"all is denied":       {inputs: on(closed, nil), found: []string{"error s3"}},
			"not its actions":     {inputs: on(policy(allow(`"Action": "sqs:*", "Resource": "*"`)), nil), found: []string{"error s3"}},
			"something passes":    {inputs: on(publicRead, nil)},
			"too large to decide": {inputs: on(large, nil), unchecked: []string{"missing s3: it could not be decided: "}},
		},
		"POL-606": {
			"twice":               {inputs: on(twice, nil), found: []string{"warning s3"}},
			"once":                {inputs: on(publicRead, nil)},
			"nothing passes":      {inputs: on(closed, nil)},
			"too large to decide": {inputs: on(large, nil), unchecked: []string{"missing s3: it could not be decided: "}},
		},
		"POL-607": {
			"allowed and denied": {inputs: on(shadowed, nil), found: []string{"warning s3"}},
			"only allowed":       {inputs: on(publicRead, nil)},
		},
		"POL-608": {
			"both and neither": {inputs: on(torn, nil), found: []string{"warning s3"}},
			"one of the two":   {inputs: on(anywhere, nil)},
		},
		"POL-609": {
			"required, and shut out":         {inputs: on(inside, asked("222222222222")), found: []string{"error s3"}},
			"required, and let through":      {inputs: on(publicRead, asked("222222222222"))},
			"required of another service":    {inputs: object{"endpoints": object{"q": sqs(policy(allow(`"Action": "sqs:*", "Resource": "*"`)))}, "required": asked("222222222222")["required"]}, unchecked: []string{`missing : no endpoint is known to carry an action of required["reports"]`}},
			"required, and carried by none":  {inputs: object{"endpoints": object{"q": sqs(policy(allow(`"Action": "sqs:*", "Resource": "*"`)))}, "required": object{"x": object{"actions": []string{"s3:GetObject", "s3:PutObject"}}}}, unchecked: []string{`missing : no endpoint is known to carry an action of required["x"]`}},
			"required, carried by one":       {inputs: object{"endpoints": object{"q": sqs(policy(allow(`"Action": "sqs:*", "Resource": "*"`))), "s3": s3(publicRead)}, "required": asked("222222222222")["required"]}},
			"required, of an own service":    {inputs: object{"policies": object{"own": publicRead}, "required": asked("222222222222")["required"]}},
			"the trusted, who are given":     {inputs: on(publicRead, object{"trusted": trusted, "required": asked("trusted")["required"]})},
			"the trusted, shut out":          {inputs: on(inside, object{"trusted": object{"account_ids": []string{"222222222222"}}, "required": asked("trusted")["required"]}), found: []string{"error s3"}},
			"the trusted, who are not given": {inputs: on(inside, asked("trusted")), unchecked: []string{`missing s3: required["reports"] speaks of the trusted`}},
			"the trusted are to come":        {inputs: on(inside, object{"trusted": later, "required": asked("trusted")["required"]}), unchecked: []string{"later s3: trusted is not known yet"}},
			"required is to come":            {inputs: on(inside, object{"required": later}), unchecked: []string{"later : required is not known yet"}},
			"layers, shut out":               {inputs: on(inside, object{"trusted": trusted, "workloads": object{"ecr_pull": []string{}}}), found: []string{"warning s3"}},
			"layers, let through":            {inputs: on(layers, object{"trusted": trusted, "workloads": object{"ecr_pull": []string{}}})},
			"too large to decide":            {inputs: on(large, asked("222222222222")), unchecked: []string{"missing s3: it could not be decided: "}},
		},
		"POL-610": {
			"a partner":        {inputs: partner, found: []string{"error p"}},
			"takes none":       {inputs: object{"endpoints": object{"x": object{"service_name": "com.amazonaws.us-east-1.email-smtp", "vpc_endpoint_type": "Interface", "policy": full}}}, found: []string{"error x"}},
			"takes one":        {inputs: on(publicRead, nil)},
			"nobody says":      {inputs: object{"policies": object{"own": publicRead}}, unchecked: []string{"missing own: Whether the service takes endpoint policies is not known."}},
			"whose is to come": {inputs: object{"endpoints": partner["endpoints"], "endpoint_services": later}, unchecked: []string{"later p: Whether the service takes endpoint policies is not known."}},
		},
		"POL-611": {
			"more than agreed":            {inputs: on(anywhere, object{"reference_policies": object{"s3": inside}}), found: []string{"error s3"}},
			"what was agreed":             {inputs: on(inside, object{"reference_policies": object{"s3": full}})},
			"no policy at all":            {inputs: object{"endpoints": object{"s3": s3(nil)}, "reference_policies": object{"s3": inside}}, found: []string{"error s3"}},
			"no policy, and that is all":  {inputs: object{"endpoints": object{"s3": s3(nil)}, "reference_policies": object{"s3": full}}},
			"agreed is to come":           {inputs: on(anywhere, object{"reference_policies": object{"s3": later}}), unchecked: []string{"later s3: the reference policy is not known yet"}},
			"all agreed is to come":       {inputs: on(anywhere, object{"reference_policies": later}), unchecked: []string{"later s3: the reference policy is not known yet"}},
			"agreed cannot be read":       {inputs: on(anywhere, object{"reference_policies": object{"s3": unreadable}}), found: []string{"error s3"}},
			"agreed for nothing":          {inputs: on(anywhere, object{"reference_policies": object{"s4": inside}}), unchecked: []string{"missing s4: reference_policies has this key, and neither"}},
			"agreed for what is to come":  {inputs: object{"endpoints": later, "reference_policies": object{"s3": inside}}, unchecked: []string{"later s3: whether there is a policy of this key"}},
			"too large to decide":         {inputs: on(large, object{"reference_policies": object{"s3": inside}}), unchecked: []string{"missing s3: it could not be decided: "}},
			"a document, against its own": {inputs: object{"policies": object{"own": anywhere}, "reference_policies": object{"own": inside}}, found: []string{"error own"}},
		},
		"POL-612": {
			"the same in other words": {inputs: on(twice, nil), prior: on(policy(allow(`"Action": "s3:Get*", "Resource": "arn:aws:s3:::example-reports/*"`)), nil), found: []string{"info s3"}},
			"the same text":           {inputs: on(twice, nil), prior: on(twice, nil)},
			"less than before":        {inputs: on(inside, nil), prior: on(anywhere, nil)},
			"none before":             {inputs: on(inside, nil), prior: object{"endpoints": object{}}},
			"it could not be read":    {inputs: on(inside, nil), prior: on(unreadable, nil)},
			"nothing before":          {inputs: on(inside, nil)},
			"a document":              {inputs: object{"policies": object{"own": inside}}, prior: object{"policies": object{"own": strings.ReplaceAll(inside, ": ", ":")}}, found: []string{"info own"}},
			"from inside to beside":   {inputs: object{"endpoints": object{"s3": s3(nil)}, "policies": object{"s3": inside}}, prior: on(strings.ReplaceAll(inside, ": ", ":"), nil), found: []string{"info s3"}},
		},
		"POL-613": {
			"removed":               {inputs: object{"endpoints": object{"s3": s3(nil)}}, prior: on(inside, nil), found: []string{"warning s3"}},
			"kept":                  {inputs: on(inside, nil), prior: on(inside, nil)},
			"never there":           {inputs: object{"endpoints": object{"s3": s3(nil)}}, prior: object{"endpoints": object{"s3": s3(nil)}}},
			"the endpoint too":      {inputs: object{"endpoints": object{}}, prior: on(inside, nil)},
			"in a resource object":  {inputs: object{"endpoints": object{"s3": object{"id": "vpce-1", "service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway"}}}, prior: on(inside, nil)},
			"moved beside":          {inputs: object{"endpoints": object{"s3": s3(nil)}, "policies": object{"s3": anywhere}}, prior: on(inside, nil)},
			"removed from beside":   {inputs: object{"endpoints": object{"s3": s3(nil)}}, prior: object{"endpoints": object{"s3": s3(nil)}, "policies": object{"s3": inside}}},
			"it may still be there": {inputs: object{"endpoints": object{"s3": s3(later)}}, prior: on(inside, nil)},
		},
	} {
		for name, c := range cases {
			t.Run(id+"/"+name, func(t *testing.T) {
				t.Parallel()
				found, unchecked := told(judge(t, c.inputs, c.prior), id)
				if diff := cmp.Diff(c.found, found); diff != "" {
					t.Errorf("found (-want +got):\n%s", diff)
				}
				if len(unchecked) != len(c.unchecked) {
					t.Fatalf("not checked: %q, want %q", unchecked, c.unchecked)
				}
				for i, want := range c.unchecked {
					if !strings.HasPrefix(unchecked[i], want) {
						t.Errorf("not checked: %q, want %q", unchecked[i], want)
					}
				}
			})
		}
	}
}

// A finding by proof says who does what, which statement lets it, what to do, and quotes it.
func TestFindingsByProofSayWhatAndWhere(t *testing.T) {
	t.Parallel()
	text := "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Sid\": \"Mine\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\", \"Condition\": {\"StringEqualsIfExists\": {\"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\"}, \"StringNotEquals\": {\"aws:ResourceAccount\": \"222222222222\"}}}\n  ]\n}"
	result := judge(t, on(text, object{"trusted": object{"organization_ids": []string{"o-a1b2c3d4e5"}}}), nil)
	for id, want := range map[string]struct {
		says    []string
		related []string
	}{
		"POL-602": {[]string{"call s3:GetObject on arn:aws:s3:::", "Statement 1 (Mine) allows it.", "Add a condition on aws:PrincipalOrgID to statement 1."}, []string{"POL-413", "POL-414"}},
		"POL-603": {[]string{"anybody, without a signature, call s3:GetObject on ", "Statement 1 (Mine) allows it."}, nil},
		"POL-604": {[]string{"call s3:GetObject on ", "Statement 1 (Mine) allows it.", "Add a condition on aws:ResourceOrgID to statement 1"}, []string{"POL-312", "POL-413", "POL-414"}},
	} {
		f, told := finding(result, id)
		if !told {
			t.Errorf("%s is silent", id)
			continue
		}
		for _, part := range append(want.says, `Line 4, Statement[0]: `, `{"Sid": "Mine", "Effect"`) {
			if !strings.Contains(f.Detail, part) {
				t.Errorf("%s has no %q: %s", id, part, f.Detail)
			}
		}
		if f.Line != 4 || f.Column != 5 || f.Attribute != `endpoints["s3"].policy` || f.Fix == "" || f.Source == "" || f.Summary == "" {
			t.Errorf("%s stands at %s, line %d, column %d, and says %q, %q, %q", id, f.Attribute, f.Line, f.Column, f.Summary, f.Fix, f.Source)
		}
		if diff := cmp.Diff(want.related, f.Related); diff != "" {
			t.Errorf("%s is related to (-want +got):\n%s", id, diff)
		}
	}
}

func finding(r policies.Result, id string) (rule.Finding, bool) {
	for _, f := range r.Found {
		if f.Rule == id {
			return f, true
		}
	}
	return rule.Finding{}, false
}
