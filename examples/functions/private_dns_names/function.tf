# The zone names of a hub: not the service name, and sometimes several.
output "zones" {
  value = provider::vpce::private_dns_names("ecr.dkr", "us-east-1")
  # ["dkr.ecr.us-east-1.amazonaws.com", "*.dkr.ecr.us-east-1.amazonaws.com"]
}
