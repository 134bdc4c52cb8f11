package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// endpoint is what the catalogue says about a service, as far as it is needed here.
type endpoint struct {
	Key    string   `json:"key"`
	Types  []string `json:"types"`
	FIPSOf string   `json:"fips_of"`
}

// endpointLine says which action prefixes an endpoint of a service can see.
type endpointLine struct {
	Endpoint string   `json:"endpoint"`
	Prefixes []string `json:"prefixes"`
}

func readCatalogue(path string) ([]endpoint, error) {
	type catalogue struct {
		Entries []endpoint `json:"entries"`
	}
	c, err := readJSON[catalogue](path)
	return c.Entries, err
}

// endpointPrefixes maps every catalogue key with an endpoint to its action prefixes. A key
// that neither is a prefix itself nor stands in the reviewed list is left out: unknown.
func endpointPrefixes(catalogue []endpoint, services []string) ([]endpointLine, error) {
	var lines []endpointLine
	used := map[string]bool{}
	for _, e := range catalogue {
		if len(e.Types) == 0 {
			continue
		}
		base := cmp.Or(e.FIPSOf, e.Key)
		prefixes, reviewed := otherPrefixes[base]
		if reviewed {
			used[base] = true
		} else if slices.Contains(services, base) {
			prefixes = []string{base}
		}
		for _, prefix := range prefixes {
			if !slices.Contains(services, prefix) {
				return nil, fmt.Errorf("%s: the package does not know the prefix %q", e.Key, prefix)
			}
		}
		if len(prefixes) > 0 {
			lines = append(lines, endpointLine{e.Key, prefixes})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(otherPrefixes)) {
		if !used[key] {
			return nil, fmt.Errorf("%q in the reviewed list is no endpoint of the catalogue", key)
		}
	}
	slices.SortFunc(lines, func(a, b endpointLine) int { return strings.Compare(a.Endpoint, b.Endpoint) })
	return lines, nil
}

// carried lists the prefixes that some endpoint can see, sorted.
func carried(lines []endpointLine) []string {
	seen := map[string]bool{}
	for _, line := range lines {
		for _, prefix := range line.Prefixes {
			seen[prefix] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// otherPrefixes is the reviewed list of catalogue keys whose action prefix is not the key
// itself. An empty list is the reviewed answer that no prefix is known although the package
// has one of that name. FIPS endpoints follow the endpoint they vary.
var otherPrefixes = map[string][]string{
	"agreement-marketplace":             {"aws-marketplace"},
	"airflow.api":                       {"airflow"},
	"airflow.env":                       {"airflow"},
	"airflow.ops":                       {"airflow"},
	"analytics-omics":                   {"omics"},
	"aoss-data":                         {"aoss"},
	"appconfigdata":                     {"appconfig"},
	"appmesh-envoy-management":          {"appmesh"},
	"appstream.api":                     {"appstream"},
	"appstream.streaming":               {"appstream"},
	"appsync-api":                       {"appsync"},
	"aps-workspaces":                    {"aps"},
	"arsenal-discovery":                 {"arsenal"},
	"bedrock-agent":                     {"bedrock"},
	"bedrock-agent-runtime":             {"bedrock"},
	"bedrock-agentcore-control":         {"bedrock-agentcore"},
	"bedrock-agentcore.gateway":         {"bedrock-agentcore"},
	"bedrock-data-automation":           {"bedrock"},
	"bedrock-data-automation-runtime":   {"bedrock"},
	"bedrock-runtime":                   {"bedrock"},
	"cassandra-streams":                 {"cassandra"},
	"chime-sdk-voice":                   {"chime"},
	"cloudcontrolapi":                   {"cloudformation"},
	"cloudhsmv2":                        {"cloudhsm"},
	"codeartifact.api":                  {"codeartifact"},
	"codeartifact.repositories":         {"codeartifact"},
	"codecatalyst.git":                  {"codecatalyst"},
	"codecatalyst.packages":             {"codecatalyst"},
	"codeconnections.api":               {"codeconnections"},
	"codestar-connections.api":          {"codestar-connections"},
	"control-storage-omics":             {"omics"},
	"data-servicediscovery":             {"servicediscovery"},
	"deadline.management":               {"deadline"},
	"deadline.scheduling":               {"deadline"},
	"deviceadvisor.iot":                 {"iotdeviceadvisor"},
	"dicom-medical-imaging":             {"medical-imaging"},
	"dynamodb-streams":                  {"dynamodb"},
	"ecr-public.api":                    {"ecr-public"},
	"ecr.api":                           {"ecr"},
	"ecr.dkr":                           {"ecr"},
	"ecs-agent":                         {"ecs"},
	"ecs-telemetry":                     {"ecs"},
	"elasticbeanstalk-health":           {"elasticbeanstalk"},
	"email":                             {"ses"},
	"email-smtp":                        {"ses"},
	"emr-serverless-services.livy":      {"emr-serverless"},
	"emr-serverless.dashboard":          {"emr-serverless"},
	"evidently-dataplane":               {"evidently"},
	"forecastquery":                     {"forecast"},
	"geo.geofencing":                    {"geo"},
	"geo.maps":                          {"geo", "geo-maps"},
	"geo.metadata":                      {"geo"},
	"geo.places":                        {"geo", "geo-places"},
	"geo.routes":                        {"geo", "geo-routes"},
	"geo.tracking":                      {"geo"},
	"git-codecommit":                    {"codecommit"},
	"glue.dashboard":                    {"glue"},
	"glue.sessions":                     {"glue"},
	"grafana-workspace":                 {"grafana"},
	"guardduty-data":                    {"guardduty"},
	"inspector2":                        {"inspector2", "inspector2-telemetry"},
	"iot.api":                           {"iot"},
	"iot.credentials":                   {"iot"},
	"iot.data":                          {"iot"},
	"iot.fleethub.api":                  {"iotfleethub"},
	"iot.tunneling.api":                 {"iot"},
	"iot.tunneling.data":                {"iot"},
	"iotmanagedintegrations.api":        {"iotmanagedintegrations"},
	"iotsitewise.api":                   {"iotsitewise"},
	"iotsitewise.data":                  {"iotsitewise"},
	"iottwinmaker.api":                  {"iottwinmaker"},
	"iottwinmaker.data":                 {"iottwinmaker"},
	"iotwireless.api":                   {"iotwireless"},
	"kafka-api":                         {"kafka"},
	"kinesis-firehose":                  {"firehose"},
	"kinesis-streams":                   {"kinesis"},
	"mail-manager":                      {"ses"},
	"managedblockchain.bitcoin.mainnet": {"managedblockchain"},
	"managedblockchain.bitcoin.testnet": {"managedblockchain"},
	"memory-db":                         {"memorydb"},
	"metering-marketplace":              {"aws-marketplace"},
	"models-v2-lex":                     {"lex"},
	"monitoring":                        {"cloudwatch"},
	"neptune-graph-data":                {"neptune-graph"},
	"networkflowmonitorreports":         {"networkflowmonitor"},
	"notebook":                          {"sagemaker"},
	"partner-app":                       {"sagemaker"},
	"payment-cryptography.controlplane": {"payment-cryptography"},
	"payment-cryptography.dataplane":    {"payment-cryptography"},
	"personalize-events":                {"personalize"},
	"personalize-runtime":               {"personalize"},
	"pinpoint":                          {"mobiletargeting"},
	"pinpoint-sms-voice-v2":             {"sms-voice"},
	"pricing.api":                       {"pricing"},
	"q":                                 {"q", "qdeveloper"},
	"qldb.session":                      {"qldb"},
	"quicksight-website":                {"quicksight"},
	"rum-dataplane":                     {"rum"},
	"runtime-medical-imaging":           {"medical-imaging"},
	"runtime-v2-lex":                    {"lex"},
	"s3":                                {"s3", "s3-object-lambda"},
	"s3-global.accesspoint":             {"s3"},
	"sagemaker.api":                     {"sagemaker"},
	"sagemaker.featurestore-runtime":    {"sagemaker"},
	"sagemaker.metrics":                 {"sagemaker"},
	"sagemaker.runtime":                 {"sagemaker"},
	"service.user-subscriptions":        {"user-subscriptions"},
	"servicecatalog-appregistry":        {"servicecatalog"},
	"signin":                            {}, // the console's sign-in pages; whose actions they check is not documented
	"storage-omics":                     {"omics"},
	"stream-logs":                       {"logs"},
	"streaming-rekognition":             {"rekognition"},
	"studio":                            {"sagemaker"},
	"sync-states":                       {"states"},
	"tagging":                           {"tag"},
	"tags-omics":                        {"omics"},
	"thinclient.api":                    {"thinclient"},
	"timestream.ingest-{cell}":          {"timestream"},
	"timestream.query-{cell}":           {"timestream"},
	"transcribestreaming":               {"transcribe"},
	"workflows-omics":                   {"omics"},
}
