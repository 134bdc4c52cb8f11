package policies_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

const (
	ourBuckets  = `{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"111111111111\",\"aws:ResourceAccount\":\"111111111111\"}}}`
	layerBucket = `{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*\"}`
	ourQueues   = `{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"arn:aws:sqs:*:111111111111:*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"111111111111\"}}}`
)

// Resources of AWS are those that the caller lists, those that run here need, and nothing else;
// and what no source names is said.
func TestResourcesOfAWS(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		region, service, more string
		statements            []string
		found, unchecked      []string
	}{
		"nobody needs the layers":        {"us-east-1", "s3", ``, []string{ourBuckets, layerBucket}, []string{"error POL-602", "error POL-603", "error POL-604"}, nil},
		"ECR needs them":                 {"us-east-1", "s3", `"services": ["ecr"],`, []string{ourBuckets, layerBucket}, []string{"info POL-603"}, nil},
		"a list with the bucket":         {"us-east-1", "s3", `"aws_owned_resources": ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"],`, []string{ourBuckets, layerBucket}, []string{"info POL-603"}, nil},
		"a list with a wider pattern":    {"us-east-1", "s3", `"aws_owned_resources": ["arn:aws:s3:::prod-*-starport-layer-bucket/*"],`, []string{ourBuckets, layerBucket}, []string{"info POL-603"}, nil},
		"none of them":                   {"us-east-1", "s3", `"services": ["ecr"], "aws_owned_resources": "none",`, []string{ourBuckets, layerBucket}, []string{"error POL-602", "error POL-603", "error POL-604"}, nil},
		"a Region without a known name":  {"cn-north-1", "s3", `"services": ["ecr"],`, []string{ourBuckets}, nil, []string{"POL-609 s3"}},
		"a leak by an undocumented rule": {"us-east-1", "sqs", ``, []string{ourQueues}, []string{"warning POL-604"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind := "Gateway"
			if tc.service != "s3" {
				kind = "Interface"
			}
			in, err := tree.FromJSON(fmt.Appendf(nil, `{"trusted": {"account_ids": ["111111111111"]}, %s "endpoints": {"%s": {"service_name": "com.amazonaws.%s.%[2]s", "vpc_endpoint_type": "%[4]s",
				"policy": "{\"Version\":\"2012-10-17\",\"Statement\":[%[5]s]}"}}}`, tc.more, tc.service, tc.region, kind, strings.Join(tc.statements, ",")))
			if err != nil {
				t.Fatal(err)
			}
			facts, err := catalog.Embedded()
			if err != nil {
				t.Fatal(err)
			}
			region, _ := facts.Region(tc.region)
			p, errs := guardrail.Read(facts, region, in)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			result, err := policies.Judge(p)
			if err != nil {
				t.Fatal(err)
			}
			var found, unchecked []string
			for _, f := range result.Found {
				if slices.Contains([]string{"POL-602", "POL-603", "POL-604", "POL-609"}, f.Rule) {
					found = append(found, f.Severity.String()+" "+f.Rule)
				}
			}
			for _, n := range result.NotChecked {
				if n.Rule == "POL-609" {
					unchecked = append(unchecked, n.Rule+" "+n.Target)
				}
			}
			slices.Sort(found)
			if !slices.Equal(found, tc.found) || !slices.Equal(unchecked, tc.unchecked) {
				t.Errorf("found %v, want %v; not checked %v, want %v", found, tc.found, unchecked, tc.unchecked)
			}
		})
	}
}
